import { WebhookFailure } from '../failure';
import { shorten, type TypedPath } from '../formats';
import { isObject, type JsonValue } from '../formats/json';
import { valueOfElement } from './from-xml';
import { findPath, getPath } from './get-path';
import { pathOutOfOrder } from './other-order';

/** Where the results of a batch are, and how they are matched to items. */
export interface ResultRule {
	/** The list of results in the body. */
	list: TypedPath;
	/**
	 * By position, with what was sent of each item; or by an ID: the IDs of the items, as text, and the path of the ID in
	 * a result.
	 */
	match:
		| { by: 'position'; sent: (index: number) => JsonValue }
		| { by: 'field'; ids: readonly string[]; result: TypedPath };
}

/** An item's own result, or the reason why none is certainly its own. */
export type OwnResult =
	{ value: JsonValue; failure?: undefined } | { value?: undefined; failure: WebhookFailure };

const CHECK_FIRST = 'The service may have acted on the item: check it before you send the item again.';

/**
 * The result of each item of a batch, in the order of the items. An item whose own result is not certain gets a failure
 * (`mapping`), never the result of another one.
 * @param size items in the batch
 */
export function ownResults(body: JsonValue, size: number, rule: ResultRule): OwnResult[] {
	const results = resultsAt(body, rule.list, rule.match.by === 'field');
	if (results instanceof WebhookFailure) return Array.from({ length: size }, () => ({ failure: results }));
	const { match } = rule;
	if (match.by === 'field') return byId(results, match.ids, match.result);
	const failure =
		results.length === size ? outOfOrder(results, match.sent) : otherNumber(results.length, size);
	if (failure === undefined) return results.map((value) => ({ value }));
	return Array.from({ length: size }, () => ({ failure }));
}

function otherNumber(count: number, size: number): WebhookFailure {
	return mismatch(
		`The response has ${count} ${count === 1 ? 'result' : 'results'} for a batch of ${size}, so it is not known which belongs to which item.`,
		`If the service leaves some out, set Match Results By to ID.`,
	);
}

function outOfOrder(
	results: readonly JsonValue[],
	sent: (index: number) => JsonValue,
): WebhookFailure | undefined {
	const path = pathOutOfOrder(results, sent);
	if (path === undefined) return undefined;
	const shown = `"${shorten(path)}"`;
	return mismatch(
		`The results are in another order than the items, as ${shown} in them shows.`,
		`Set Match Results By to ID, with ${shown} as ID in the Result.`,
	);
}

/** @param isKeyed whether the members of an object count as results too, because their order does not matter */
function resultsAt(
	body: JsonValue,
	{ text, path }: TypedPath,
	isKeyed: boolean,
): JsonValue[] | WebhookFailure {
	const { value, isXml } = findPath(body, path);
	if (Array.isArray(value)) return value;
	if (value !== undefined && isXml) return [value];
	if (isKeyed && value !== undefined && isObject(value)) return Object.values(value);
	const where = path.length === 0 ? 'The response body' : `The value at "${text}" of the response`;
	return mismatch(
		value === undefined
			? `Nothing found at "${text}" of the response, where the results of the batch should be.`
			: `${where} is not a list of results.`,
		'Compare Results Path with "response.body" of this item.',
	);
}

/** IDs are compared as text, because services write numbers with and without quotes. */
function byId(results: readonly JsonValue[], ids: readonly string[], { text, path }: TypedPath): OwnResult[] {
	const found = new Map<string, JsonValue[]>();
	for (const result of results) {
		const id = idText(getPath(result, path));
		if (id === undefined) continue;
		const same = found.get(id);
		if (same) same.push(result);
		else found.set(id, [result]);
	}
	return ids.map((id) => {
		const [value, ...others] = found.get(id) ?? [];
		if (value !== undefined && others.length === 0) return { value };
		const shown = `"${shorten(id)}" at "${text}"`;
		return {
			failure:
				value === undefined
					? mismatch(
							`No result in the response has ${shown}, so this item has none.`,
							'Compare ID in the Result with "response.body" of this item.',
						)
					: mismatch(
							`${others.length + 1} results in the response have ${shown}, so it is not known which is this item's own.`,
							'Choose an ID that is different for each item.',
						),
		};
	});
}

/** An ID as text; undefined if the value cannot be an ID. */
export function idText(value: JsonValue | undefined): string | undefined {
	if (value === undefined || value === null) return undefined;
	const single = valueOfElement(value);
	if (typeof single === 'object' || single === '') return undefined;
	return String(single);
}

function mismatch(message: string, advice: string): WebhookFailure {
	return new WebhookFailure('mapping', message, {
		field: 'options.batchAnswers',
		description: `${CHECK_FIRST} ${advice}`,
	});
}
