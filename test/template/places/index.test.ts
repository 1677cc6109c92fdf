import { placesOf } from '../../../nodes/CustomWebhook/template/places';
import { OPTIONS, render } from '../render';

describe('the places of a target', () => {
	it('query values are left to whoever builds the query, which encodes all of it once', () => {
		expect(placesOf('query', OPTIONS)).toEqual({
			...placesOf('text', OPTIONS),
			encode: placesOf('query', OPTIONS).encode,
			doubt: placesOf('query', OPTIONS).doubt,
		});
		expect(render('a b {{v}}', { v: 'c&d' }, 'query')).toBe('a b c&d');
	});
});
