/** Names of a picture that is not the workspace: more are hard to read. */
export const MAX_DRAWN = 40
