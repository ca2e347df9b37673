/** What happened, and what could not be read. */
export const activity = {
  title: 'Activity',
}
