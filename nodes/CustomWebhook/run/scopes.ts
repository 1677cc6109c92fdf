import type { IExecuteFunctions } from 'n8n-workflow';

import { evaluatorOf, type Evaluate } from '../n8n';
import type { Settings } from '../settings';
import { createScope, type ItemScope, type RunScope } from '../template';

/** Makes the scope of each item's placeholders. */
export class Scopes {
	private readonly evaluate: Evaluate;
	/** One for equal settings, so that their items are known to belong together. */
	private readonly ofRun = new Map<string, RunScope>();
	/** Of the last item, since most runs have the same settings for all. */
	private last?: { settings: Settings; scope: RunScope };

	constructor(private readonly context: IExecuteFunctions) {
		this.evaluate = evaluatorOf(context);
	}

	scopeFor(itemIndex: number, json: object, settings: Settings): ItemScope {
		if (this.last?.settings !== settings) this.last = { settings, scope: this.runScope(settings) };
		return createScope(this.last.scope, json, itemIndex, (code, data) =>
			this.evaluate(code, itemIndex, data),
		);
	}

	private runScope({ dataContext, templates: { readableData } }: Settings): RunScope {
		const key = JSON.stringify([dataContext, readableData]);
		const known = this.ofRun.get(key);
		if (known) return known;
		const { id, name } = this.context.getWorkflow();
		const scope = {
			workflow: { id, name },
			execution: { id: this.context.getExecutionId(), mode: executionMode(this.context) },
			...dataContext,
			readableData,
			items: this.context.getInputData(),
		};
		this.ofRun.set(key, scope);
		return scope;
	}
}

/** n8n's `$execution.mode`: `test` if a person started it in the editor. */
function executionMode(context: IExecuteFunctions): string {
	return context.getMode() === 'manual' ? 'test' : 'production';
}
