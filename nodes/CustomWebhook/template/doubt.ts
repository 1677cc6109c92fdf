import { fieldLabel, shorten } from '../formats';
import type { Places } from './places';
import type { Rendering } from './rendering';
import type { Spot } from './spot';

/** Notes a value that looks as if it was encoded for its place before. To be called before it is written. */
export function noteDoubt(places: Places, rendering: Rendering, value: unknown, spot: Spot): void {
	const doubt = places.doubt?.(rendering, value);
	if (doubt === undefined) return;
	rendering.scope.remarks.add(`${fieldLabel(spot.field)}: the value of ${shorten(spot.source)} ${doubt}`);
}
