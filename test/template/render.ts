import { runInNewContext } from 'node:vm';
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

/** Stands in for n8n's evaluator: the code sees `$json`, and what it cannot read throws, as in n8n. */
export function scopeOf(json: object, run: Partial<RunScope> = {}): ItemScope {
	const evaluate = (code: string): unknown =>
		runInNewContext(`(${code.replace('\\}}', '}}')}\n)`, { $json: json, JSON });
	return createScope({ ...RUN, ...run }, json, 7, evaluate, () => new Date('2026-02-03T04:05:06.789Z'));
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
