/** `npm run test:long` sets it, to anything: everything is tried, and more often. */
export const isLong = Boolean(process.env['DATELINE_TEST_LONG'])
