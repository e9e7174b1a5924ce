/** Set by `npm run test:long`: try everything, and more often. */
export const isLong = Boolean(process.env['DATELINE_TEST_LONG'])
