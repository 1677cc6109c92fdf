import { properties } from '../../nodes/CustomWebhook/properties';

it('The credentials are asked for right below the field that decides which', () => {
	const authentication = properties.findIndex(({ name }) => name === 'authentication');
	expect(properties[authentication + 1]?.type).toBe('credentials');
	expect(properties.filter(({ type }) => type === 'credentials')).toHaveLength(1);
});
