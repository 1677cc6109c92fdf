import { WebhookFailure } from '../../failure';
import { checkJson, isJson } from '../../formats/json';
import { jsonOf, type ItemScope, type Template } from '../../template';
import type { BuiltBody } from './types';

/** A body that is JSON text. */
export type JsonText = BuiltBody & { content: string };

/** Makes the JSON of one item; undefined if there is nothing to send. */
export type JsonBuilder = (scope: ItemScope) => JsonText | undefined;

/**
 * JSON, byte for byte as rendered, if it is valid (RFC 8259).
 * @param mayBeLines whether one JSON value a line is valid too
 */
export function jsonBody(template: Template, mayBeLines = false): JsonBuilder {
	const build = (scope: ItemScope): JsonText | undefined => {
		const content = template.render(scope);
		if (content.trim() === '') return undefined;
		if (!(mayBeLines && isJsonLines(content))) checkJson(content, template.field);
		return { content, contentType: 'application/json', field: template.field };
	};
	if (!template.isConstant) return build;
	let constant: { body: JsonText | undefined } | undefined;
	return (scope) => (constant ??= { body: build(scope) }).body;
}

/** Whether each line is a JSON value, and there are several: bulk endpoints take them. */
function isJsonLines(text: string): boolean {
	const lines = text.split('\n').filter((line) => line.trim() !== '');
	return lines.length > 1 && lines.every(isJson);
}

/**
 * All fields of the record, or of the item, as JSON.
 * @throws WebhookFailure `template` if the item has no record, or must not be read as a whole
 */
export function jsonOfItem(source: 'record' | 'item'): JsonBuilder {
	return (scope) => {
		const value = source === 'record' ? scope.record : scope.root;
		if (value === undefined)
			throw refused(
				'this item has no record to send',
				'Choose the record in Data Context, or set Body to another choice.',
			);
		if (source === 'item' && scope.hidden)
			throw refused(
				'the whole item cannot be sent',
				'Readable Data is set to Record Only: set Body to All Fields of the Record.',
			);
		return { content: jsonOf(value), contentType: 'application/json', field: 'bodySource' };
	};
}

function refused(message: string, description: string): WebhookFailure {
	return new WebhookFailure('template', `Body: ${message}`, { field: 'bodySource', description });
}
