import { formatNumber } from '../ui/format.ts'

/** How many times as often as in the whole archive: "3.4×", "112×". */
export function formatLift(lift: number): string {
  return `${lift >= 10 ? formatNumber(Math.round(lift)) : lift.toFixed(1)}×`
}
