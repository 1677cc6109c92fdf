import { properties } from '../../nodes/CustomWebhook/properties';

it('The credentials are asked for right below the field that decides which', () => {
	const authentication = properties.findIndex(({ name }) => name === 'authentication');
	expect(properties[authentication + 1]?.type).toBe('credentials');
	expect(properties.filter(({ type }) => type === 'credentials')).toHaveLength(1);
});

it('No text of the panel has a tag: n8n takes it for HTML and does not show it', () => {
	const texts = JSON.stringify(properties, (key, value: unknown) =>
		typeof value === 'string' && !['description', 'hint', 'name', 'displayName'].includes(key)
			? undefined
			: value,
	);
	expect(texts.match(/<\/?[a-z][^>]*>/gi) ?? []).toEqual([]);
});
