/** The id of the story with this number. */
export const storyId = (story: number): string => `story-${story}`

/** The number in a story id; null if it is not one. */
export function storyNumber(id: string): number | null {
  const [, digits] = /^story-(\d{1,15})$/.exec(id) ?? []
  return digits === undefined ? null : Number(digits)
}
