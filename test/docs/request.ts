import { DateTime, Duration, Interval } from 'luxon';
import type { INodeParameters } from 'n8n-workflow';

import type { OutgoingRequest } from '../../nodes/CustomWebhook/delivery';
import { applyCredential, planRequest } from '../../nodes/CustomWebhook/request';
import { readSettings } from '../../nodes/CustomWebhook/settings';
import {
	compileTemplate,
	createScope,
	type ItemScope,
	type Target,
} from '../../nodes/CustomWebhook/template';

/** n8n gives each expression Luxon's classes. */
const LUXON = { DateTime, Duration, Interval };

/** What the placeholders of an item see. n8n expressions in the docs use `$json` and JavaScript only. */
function scopeOf(item: object, recordPath?: readonly string[]): ItemScope {
	const frame = {
		workflow: { id: '1', name: 'Docs' },
		execution: { id: '1', mode: 'test' },
		dataContext: recordPath ? 'custom' : 'auto',
		dataContextPath: recordPath ?? [],
	} as const;
	return createScope(frame, item, 0, (expression, data) =>
		data === undefined
			? evaluate(expression, item)
			: evaluate(`(${expression})(JSON.parse($data))`, item, { $data: data, ...LUXON }),
	);
}

/** Evaluates what stands between the braces of an n8n expression. */
export function evaluate(expression: string, item: object, also: Record<string, unknown> = {}): unknown {
	const names = ['$json', ...Object.keys(also)];
	const run = new Function(...names, `return (${expression});`) as (...values: unknown[]) => unknown;
	return run(item, ...Object.values(also));
}

/** A template as it is sent from a place of this kind; with `recordPath`, of a custom data context. */
export function rendered(
	template: string,
	target: Target,
	item: object,
	recordPath?: readonly string[],
): string {
	const options = { syntax: 'handlebars', missingValues: 'empty', queryArrays: 'comma' } as const;
	return compileTemplate(template, 'docs', target, options).render(scopeOf(item, recordPath));
}

/** The request of an item, as it would be sent. */
export async function requestOf(parameters: INodeParameters, item: object): Promise<OutgoingRequest> {
	const { settings } = readSettings(
		{
			getNodeParameter: (name, _index, fallback) => parameters[name] ?? fallback,
			evaluateExpression: (code) => code,
		},
		0,
	);
	const plan = planRequest(settings, applyCredential('none', {}), (text, field, target) =>
		compileTemplate(text, field, target, settings.templates),
	);
	return await plan.build(scopeOf(item), async () => await Promise.reject(new Error('docs have no files')));
}
