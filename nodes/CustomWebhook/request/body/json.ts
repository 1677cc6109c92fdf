import { WebhookFailure } from '../../failure';
import { checkJson } from '../../formats/json';
import { jsonOf, type ItemScope, type Template } from '../../template';
import type { BodyBuilder, BuiltBody } from './types';

/** JSON, byte for byte as rendered, after it parsed (RFC 8259). */
export function jsonBody(template: Template): BodyBuilder {
	const build = (scope: ItemScope): BuiltBody | undefined => {
		const content = template.render(scope);
		if (content.trim() === '') return undefined;
		checkJson(content, 'jsonBody');
		return { content, contentType: 'application/json', field: 'jsonBody' };
	};
	if (!template.isConstant) return build;
	let constant: { body: BuiltBody | undefined } | undefined;
	return (scope) => (constant ??= { body: build(scope) }).body;
}

/**
 * All fields of the record, or of the item, as JSON.
 * @throws WebhookFailure `template` if the item has no record, or must not be read as a whole
 */
export function jsonOfItem(source: 'record' | 'item'): BodyBuilder {
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
