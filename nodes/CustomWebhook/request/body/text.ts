import type { Template } from '../../template';
import type { BodyBuilder } from './types';

/** Text as rendered, with the content type that the author chose. */
export function textBody(template: Template, contentType: string): BodyBuilder {
	return (scope) => {
		const content = template.render(scope);
		return content.trim() === ''
			? undefined
			: { content, contentType, isTypedType: true, field: template.field };
	};
}
