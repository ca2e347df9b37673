/** The collection in pictures. */
export const overview = {
  title: 'Overview',
}
