import { properties } from '../../nodes/CustomWebhook/properties';

it('The credentials are asked for right below the field that decides which', () => {
	const authentication = properties.findIndex(({ name }) => name === 'authentication');
	expect(properties[authentication + 1]?.type).toBe('credentials');
	expect(properties.filter(({ type }) => type === 'credentials')).toHaveLength(1);
});

it('The body comes before what few requests need: query parameters, headers and variables', () => {
	const order = properties.map(({ name }) => name);
	const bodies = ['jsonBody', 'xmlBody', 'formFields', 'multipartFields', 'textBody', 'binaryProperty'];
	const lastBody = Math.max(...bodies.map((name) => order.lastIndexOf(name)));
	const after = ['queryParameters', 'headers', 'responseVariables', 'onFailure'];
	expect(after.map((name) => order.indexOf(name)).filter((at) => at < lastBody)).toEqual([]);
});

it('An empty list is its heading and its button: no list of the panel says that it is empty', () => {
	const lists = properties.filter(({ typeOptions }) => typeOptions?.multipleValues);
	expect(lists.map(({ name }) => name)).toContain('headers');
	for (const { name, typeOptions } of lists)
		expect([name, typeOptions?.hideEmptyMessage]).toEqual([name, true]);
});

it('No text of the panel has a tag: n8n takes it for HTML and does not show it', () => {
	const texts = JSON.stringify(properties, (key, value: unknown) =>
		typeof value === 'string' && !['description', 'hint', 'name', 'displayName'].includes(key)
			? undefined
			: value,
	);
	expect(texts.match(/<\/?[a-z][^>]*>/gi) ?? []).toEqual([]);
});
