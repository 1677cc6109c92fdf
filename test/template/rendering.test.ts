import { enter, fieldOf, type Frame } from '../../nodes/CustomWebhook/template/rendering';
import { scopeOf } from './render';

describe('what is in sight', () => {
	const scope = scopeOf({ a: 1, contact: { b: 2 } });

	it("at the root the primary record's fields too, elsewhere not", () => {
		expect(fieldOf(scope, scope.root, 'b')).toBe(2);
		expect(fieldOf(scope, { c: 1 }, 'b')).toBeUndefined();
	});

	it('a block with another context is a step for ../, one with the same is not', () => {
		const root: Frame = { context: scope.root };
		const inner = enter(root, { c: 1 }, undefined, undefined);
		expect(inner.up).toBe(root);
		expect(enter(inner, inner.context, undefined, undefined).up).toBe(root);
	});
});
