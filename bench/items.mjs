/** The items of the benchmarks, and the JSON body that is made of four of their fields. */

/** @param {number} count */
export function makeItems(count) {
	return Array.from({ length: count }, (_, id) => ({
		id,
		email: `person${id}@example.com`,
		name: `Person "${id}"`,
		score: id % 100,
		city: 'Utrecht',
		note: 'not sent',
	}));
}

/** The same as code for an n8n expression. The number of items comes with the call that starts the workflow. */
export const ITEMS_EXPRESSION =
	'={{ Array.from({ length: Number($json.query.items) }, (_, id) => ({ id, email: "person" + id + "@example.com", ' +
	'name: "Person \\"" + id + "\\"", score: id % 100, city: "Utrecht", note: "not sent" })) }}';

/** The body as Handlebars, for Custom Webhook. */
export const HANDLEBARS_BODY = '{"id": {{id}}, "email": "{{email}}", "name": "{{name}}", "score": {{score}}}';

/** The body by n8n's expressions, for HTTP Request, which escapes nothing: with JSON.stringify where it is needed. */
export const SPARING_EXPRESSION_BODY =
	'={"id": {{ $json.id }}, "email": "{{ $json.email }}", "name": {{ JSON.stringify($json.name) }}, "score": {{ $json.score }}}';

/** The same by an author who trusts no field: four expressions, none of which is a plain path. */
export const EXPRESSION_BODY = `={${['id', 'email', 'name', 'score']
	.map((field) => `"${field}": {{ JSON.stringify($json.${field}) }}`)
	.join(', ')}}`;

/** The body as the limit makes it, in plain JavaScript. @param {ReturnType<typeof makeItems>[number]} item */
export function bodyOf({ id, email, name, score }) {
	return JSON.stringify({ id, email, name, score });
}
