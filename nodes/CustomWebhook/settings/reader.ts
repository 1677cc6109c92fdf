import type { INodeParameters, NodeParameterValueType } from 'n8n-workflow';

import { CHOICES, type Choice } from '../defaults';
import { WebhookFailure } from '../failure';
import { NO_PLACEHOLDER, shorten } from '../formats';
import { oneOf } from './checks';
import { mistake } from './mistake';

/** The part of n8n's execution context that parameters are read from. */
export interface ParameterSource {
	getNodeParameter(
		name: string,
		itemIndex: number,
		fallback: unknown,
		options: { rawExpressions: true },
	): unknown;
	evaluateExpression(expression: string, itemIndex: number): NodeParameterValueType;
	/** `manual` if a person runs the node in the editor. */
	getMode?(): string;
	getNode?(): { type: string };
}

/** Whether an AI agent runs the node: n8n gives the tool of a node a type of its own. */
export function isTool(source: Pick<ParameterSource, 'getNode'>): boolean {
	return source.getNode?.().type.endsWith('Tool') ?? false;
}

const PLACEHOLDER = /\{\{[^{}]+\}\}/;

/** It stands in for an item, whose values are data. */
const DATA_FIELD = 'options.testRecord';

/** Cache of values made from a run's parameters, by their text. */
const madeOf = new WeakMap<ParameterSource, Map<string, unknown>>();

/**
 * Reads the parameters of one item. Template fields are read raw; every other field is a plain value. If it is an
 * n8n expression, it is evaluated for the item, and `dependsOnItem` is true from then on.
 */
export class ParameterReader {
	dependsOnItem = false;

	constructor(
		private readonly source: ParameterSource,
		private readonly itemIndex: number,
	) {}

	/** Whether a person runs the node in the editor. */
	get isTest(): boolean {
		return this.source.getMode?.() === 'manual';
	}

	get isTool(): boolean {
		return isTool(this.source);
	}

	/** The raw text of a template field. */
	template(name: string): string {
		return asText(this.raw(name, ''));
	}

	/**
	 * Makes a value once for all items of a run.
	 * @param text everything that it depends on
	 */
	once<T>(text: string, make: () => T): T {
		const made = madeOf.get(this.source) ?? new Map<string, unknown>();
		madeOf.set(this.source, made);
		if (!made.has(text)) made.set(text, make());
		return made.get(text) as T;
	}

	/** The value of a field that is not a template. */
	plain(name: string, fallback: unknown): unknown {
		return this.typed(this.raw(name, fallback), name);
	}

	/**
	 * A raw value of a field that is not a template, evaluated if it is an expression.
	 * @throws WebhookFailure `request` for a placeholder, which nothing would fill in
	 */
	typed(raw: unknown, field: string): unknown {
		const value = this.evaluated(raw, field);
		const isFixed = value === raw && typeof raw === 'string';
		if (!isFixed || field === DATA_FIELD || !PLACEHOLDER.test(raw)) return value;
		throw mistake(field, `"${field}" is "${shorten(raw)}", which has a placeholder. ${NO_PLACEHOLDER}`);
	}

	/** The value of a field with a list to choose from, or a typed ID. */
	picked(name: string): unknown {
		const raw = this.raw(name, '');
		const value = isNested(raw) ? (raw as INodeParameters | null)?.value : raw;
		return this.evaluated(value, name);
	}

	/** The value of a field with choices; the first of `CHOICES` if it is absent. */
	choice<K extends keyof typeof CHOICES>(name: K): Choice<K> {
		return oneOf<Choice<K>>(name, this.plain(name, CHOICES[name][0]), CHOICES[name]);
	}

	/** The rows of a fixedCollection with several values, raw. */
	rows(name: string, entry: string): INodeParameters[] {
		const collection = this.raw(name, {});
		const rows = isNested(collection) ? [collection?.[entry] ?? []].flat() : [collection];
		if (!rows.every(isNested)) throw mistake(name, `"${name}" takes rows, not one expression for all`);
		return rows.map((row) => row ?? {});
	}

	/** Whether an option whose name begins so, or the group of them, was added. */
	hasOption(start: string): boolean {
		return Object.keys(this.rawOptions()).some((name) => name.startsWith(start));
	}

	/** The raw `options`, each group flattened to the names of its fields. */
	options(): INodeParameters {
		const flat: INodeParameters = {};
		for (const [name, value] of Object.entries(this.rawOptions())) {
			const values = (value as INodeParameters | null)?.values;
			if (typeof values === 'object') Object.assign(flat, values);
			else flat[name] = value;
		}
		return flat;
	}

	private rawOptions(): INodeParameters {
		const options = this.raw('options', {}) ?? {};
		if (typeof options === 'object' && !Array.isArray(options)) return options as INodeParameters;
		throw mistake(
			'options',
			`"options" is ${JSON.stringify(options)}; it takes options by their names, not one expression for all`,
		);
	}

	/** A raw value; if it is an expression, evaluated for the item. */
	evaluated(raw: unknown, field: string): unknown {
		if (typeof raw !== 'string' || !raw.startsWith('=')) return raw;
		this.dependsOnItem = true;
		try {
			return this.source.evaluateExpression(raw.slice(1), this.itemIndex);
		} catch (error) {
			const reason = error instanceof Error ? error.message : String(error);
			throw new WebhookFailure(
				'template',
				`The expression in "${field}" cannot be evaluated: ${reason}`,
				{
					field,
					cause: error,
				},
			);
		}
	}

	private raw(name: string, fallback: unknown): unknown {
		return this.source.getNodeParameter(name, this.itemIndex, fallback, { rawExpressions: true });
	}
}

/** Whether a raw value has parameters in it, or is empty. */
function isNested(value: unknown): value is INodeParameters | null | undefined {
	return value === undefined || typeof value === 'object';
}

/** The value of a text field as text. */
export function asText(value: unknown): string {
	if (value === undefined || value === null) return '';
	return typeof value === 'object' ? JSON.stringify(value) : String(value);
}
