import { Script } from 'node:vm';

import { DateTime, Duration, Interval } from 'luxon';

import { compileTemplate, createScope } from '../../nodes/CustomWebhook/template';
import type { ItemScope, RunScope, Target, TemplateOptions } from '../../nodes/CustomWebhook/template';
import { WebhookFailure } from '../../nodes/CustomWebhook/failure';

export const RUN: RunScope = {
	workflow: { id: 'w1', name: 'Flow' },
	execution: { id: 'e1', mode: 'manual' },
	dataContext: 'auto',
	dataContextPath: [],
};

export const OPTIONS: TemplateOptions = {
	syntax: 'handlebars',
	missingValues: 'empty',
	queryArrays: 'comma',
};

/** What n8n's `$('Node')` throws for a node that is not there. */
function noNode(): never {
	throw Object.assign(new Error("Referenced node doesn't exist"), { name: 'ExpressionError' });
}

/**
 * Stands in for n8n's evaluator: the code sees `$json`. As in n8n, it makes nothing of a TypeError and its like, and only
 * throws what n8n itself has to say.
 */
export function evaluatorOf(json: object): ItemScope['evaluate'] {
	return (code, data) => {
		const expression = `(${code.replace('\\}}', '}}').replace(/[\s;]+$/, '')}\n)`;
		const call = data === undefined ? expression : `${expression}(JSON.parse(data))`;
		const script = new Script(call);
		try {
			return script.runInNewContext({
				$json: json,
				JSON,
				data,
				DateTime,
				Duration,
				Interval,
				$: noNode,
			});
		} catch (error) {
			if (error instanceof Error && error.name === 'ExpressionError') throw error;
			return undefined;
		}
	};
}

export function scopeOf(json: object, run: Partial<RunScope> = {}): ItemScope {
	const now = () => new Date('2026-02-03T04:05:06.789Z');
	return createScope({ ...RUN, ...run }, json, 7, evaluatorOf(json), now);
}

/** Renders a text for an item. */
export function render(
	text: string,
	json: object = {},
	target: Target = 'text',
	options: Partial<TemplateOptions> = {},
): string {
	return compileTemplate(text, 'field', target, { ...OPTIONS, ...options }).render(scopeOf(json));
}

/** The failure that rendering gives, or that `work` throws. */
export function failureOf(work: () => unknown): WebhookFailure {
	try {
		work();
	} catch (error) {
		if (error instanceof WebhookFailure) return error;
		throw error;
	}
	throw new Error('Nothing was thrown');
}
