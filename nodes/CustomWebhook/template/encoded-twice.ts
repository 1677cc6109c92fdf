import { fieldLabel, shorten } from '../formats';
import type { Places } from './places';
import type { Rendering } from './rendering';
import type { Spot } from './spot';

/** Notes a value that is encoded for its place, although it looks encoded already. */
export function noteEncodedTwice(places: Places, rendering: Rendering, value: unknown, spot: Spot): void {
	if (!places.isEncodedTwice?.(rendering, value)) return;
	rendering.scope.remarks.add(
		`${fieldLabel(spot.field)}: the value of ${shorten(spot.source)} looks percent-encoded, and it is encoded once more. ` +
			'Values are encoded anyway: give the plain one, as in {{ decodeURIComponent(name) }}.',
	);
}
