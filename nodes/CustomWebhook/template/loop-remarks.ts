import { shorten } from '../formats';
import type { Path } from './ast';
import { ownValue } from './own-value';
import type { Frame } from './rendering';

/** A service that sends one element of XML, or one object in place of a list, leaves a loop with nothing to go over. */

/** `{{#path}}` takes a list as a list, and anything else as the one member. */
const wayOut = (path: string) =>
	`If it can be one value or a list of them, write {{#${shorten(path)}}}…{{/${shorten(path)}}}.`;

/** A block `each` found a text or a number. */
export function singleInPlaceOfList(path: string): string {
	return `{{#each ${shorten(path)}}} found one value and no list, so nothing was repeated. ${wayOut(path)}`;
}

/** A path has no value in a loop over the fields of an object, and the object itself has that field. */
export function objectInPlaceOfList({ parts, original }: Path, { loop }: Frame): string | undefined {
	const object = loop?.object;
	// the second name is the field if the first is a block parameter
	const isField = object && parts.slice(0, 2).some((name) => ownValue(object.value, name) !== undefined);
	if (!isField) return undefined;
	return (
		`{{#each ${shorten(object.path)}}} found one object and no list, so it went over the fields of the object, ` +
		`where ${shorten(original)} has no value. ${wayOut(object.path)}`
	);
}
