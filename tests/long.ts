/** `npm run test:long` sets it: everything is tried, and more often. */
export const isLong = process.env['DATELINE_TEST_LONG'] === 'true'
