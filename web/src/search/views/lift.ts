import { formatNumber } from '../../ui/format.ts'

/** Frequency relative to the whole archive: "3.4×", "112×". */
export function formatLift(lift: number): string {
  return `${lift >= 10 ? formatNumber(Math.round(lift)) : lift.toFixed(1)}×`
}
