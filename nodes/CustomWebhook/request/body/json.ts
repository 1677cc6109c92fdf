import { checkJson } from '../../formats/json';
import type { ItemScope, Template } from '../../template';
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
