/**
 * Puts texts that are linked by near-copies into stories: each, in the order given, into that of the first founder it
 * is a copy of, or into one that it founds. So a text that has drifted from the first one starts another story.
 */
export function groupCopies<T>(
  linked: readonly T[],
  isCopy: (founder: T, other: T) => boolean,
): T[][] {
  const stories: T[][] = []
  for (const text of linked) {
    const story = stories.find(([founder]) => isCopy(founder!, text))
    if (story) story.push(text)
    else stories.push([text])
  }
  return stories
}
