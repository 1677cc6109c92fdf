import {
	compileTemplate,
	createScope,
	type ItemScope,
	type Target,
	type TemplateOptions,
} from '../../nodes/CustomWebhook/template';

/** Compiles a template as a run does. */
export const compile = (
	text: string,
	field = 'field',
	target: Target = 'text',
	syntax: TemplateOptions['syntax'] = 'handlebars',
) =>
	compileTemplate(text, field, target, {
		syntax,
		missingValues: 'empty',
		queryArrays: 'comma',
	});

/** What the placeholders of an item see; n8n expressions give themselves back. */
export const scopeOf = (json: object): ItemScope =>
	createScope(
		{ workflow: {}, execution: {}, dataContext: 'auto', dataContextPath: [] },
		json,
		0,
		(code) => code,
	);

/** An item without files. */
export const noFiles = async (): Promise<never> => await Promise.reject(new Error('no file was asked for'));
