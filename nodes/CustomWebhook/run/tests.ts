import type { INodeExecutionData } from 'n8n-workflow';

import type { JsonObject, JsonValue } from '../formats/json';
import type { ItemCredentials } from '../n8n';
import { withoutSecrets } from '../request';
import { compilePath } from '../formats';
import { getPath } from '../response';
import { asText, mistake, type Settings } from '../settings';

/**
 * Replaces each item's JSON by the record of a test. Changes the items themselves, because n8n's expressions read them.
 * Each node has its own items, so the output of the node before stays as it is.
 */
export function standIn(items: readonly INodeExecutionData[], { test }: Settings): void {
	if (!test?.record) return;
	for (const item of items) item.json = structuredClone(test.record);
}

/**
 * The indexes of the items that a test sends; undefined if all are sent.
 * @throws WebhookFailure if none has the value to choose by
 */
export function itemsToSend(
	items: readonly INodeExecutionData[],
	{ test, operation }: Settings,
): ReadonlySet<number> | undefined {
	if (!test || test.send === 'all' || operation !== 'send') return undefined;
	if (test.send === 'none') return new Set();
	if (test.send === 'first') return new Set([0]);
	const path = compilePath(test.path);
	const isChosen = ({ json }: INodeExecutionData) =>
		valuesOf(getPath(json as JsonObject, path)).includes(test.value);
	const chosen = [...items.keys()].filter((index) => isChosen(items[index] as INodeExecutionData));
	if (chosen.length > 0) return new Set(chosen);
	throw mistake(
		'options.testValue',
		`No item has the value "${test.value}" at ${test.path}, so nothing was sent. Check "options.testPath" and "options.testValue".`,
	);
}

/** As texts; the parts of a list. */
function valuesOf(value: JsonValue | undefined): string[] {
	return value === undefined ? [] : [value].flat().map(asText);
}

/** For a request catcher: no signature and no client certificate either. */
export function forTestAddress({ authentication }: ItemCredentials): ItemCredentials {
	return { authentication: withoutSecrets(authentication), secrets: [] };
}
