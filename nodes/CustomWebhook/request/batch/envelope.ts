import { WebhookFailure } from '../../failure';
import { checkJson, isJson, isObject, type JsonValue } from '../../formats/json';
import type { BatchSettings } from '../../settings';
import type { ItemScope } from '../../template';
import type { Compile } from '../pairs';

const FIELD = 'options.batchEnvelope';

/** The JSON around the list of a batch: before and after it. */
export type Envelope = readonly [before: string, after: string];

const BARE: Envelope = ['', ''];

/** Renders the envelope for an item; items with different envelopes do not share a request. */
export function planEnvelope(
	envelope: BatchSettings['envelope'],
	compile: Compile,
): (scope: ItemScope) => Envelope {
	if (!envelope) return () => BARE;
	const template = compile(envelope.text, FIELD, 'json');
	const render = (scope: ItemScope) => parted(template.render(scope), envelope.marker);
	if (!template.isConstant) return render;
	let constant: Envelope | undefined;
	return (scope) => (constant ??= render(scope));
}

/** @throws WebhookFailure `template` if the rendered envelope is not JSON with the list as one of its values */
function parted(text: string, marker: string): Envelope {
	const [before = '', after, ...more] = text.split(marker);
	if (after === undefined || more.length > 0)
		throw unfit(
			after === undefined
				? 'has no {{items}} for this item: the block around it is left out'
				: 'has {{items}} more than once for this item: it is in a loop',
		);
	checkJson(`${before}[]${after}`, FIELD);
	// In a string, the quotes of the marker would end it.
	if (!isJson(text)) throw unfit('has {{items}} inside a string for this item');
	return [before, after];
}

/**
 * An item that brings the envelope along, as the documentation of the service shows it, would be in it twice.
 * @param json of an item, valid
 * @throws WebhookFailure `template` if it is nothing but the list that the envelope holds
 */
export function refuseDoubled(json: string, [before]: Envelope): void {
	const name = memberBefore(before);
	if (name === undefined || !json.includes(`"${name}"`)) return;
	const value = JSON.parse(json) as JsonValue;
	if (!isObject(value) || !Array.isArray(value[name]) || Object.keys(value).length > 1) return;
	throw new WebhookFailure(
		'template',
		`JSON Body has the list "${name}" for this item, and Envelope puts the items into "${name}" too.`,
		{
			field: 'jsonBody',
			description: 'In a batch, JSON Body is what stands for one item: {"name": "{{name}}"}.',
		},
	);
}

/** The name whose value follows, as it is typed. */
function memberBefore(before: string): string | undefined {
	const typed = before.trimEnd();
	if (!typed.endsWith(':')) return undefined;
	const quoted = typed.slice(0, -1).trimEnd();
	return quoted.slice(quoted.lastIndexOf('"', quoted.length - 2) + 1, -1);
}

function unfit(what: string): WebhookFailure {
	return new WebhookFailure('template', `Envelope ${what}.`, {
		field: FIELD,
		description: 'Write {{items}} once, outside of blocks and quotes: {"contacts": {{items}}}.',
	});
}
