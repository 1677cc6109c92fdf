import { WebhookFailure } from '../../failure';
import { checkJson, isJson } from '../../formats/json';
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

function unfit(what: string): WebhookFailure {
	return new WebhookFailure('template', `Envelope ${what}.`, {
		field: FIELD,
		description: 'Write {{items}} once, outside of blocks and quotes: {"contacts": {{items}}}.',
	});
}
