/** A promo code for a town: GET /promocode?city=Kyiv gives KYIV-10. */
import { errorAnswer, jsonAnswer } from './answers.mjs';

/** Percent off, by town; any other town has the default. */
const DISCOUNTS = new Map([
	['kyiv', 10],
	['lviv', 15],
	['odesa', 20],
]);
const DEFAULT_DISCOUNT = 5;

/** @type {import('./server.mjs').Route} */
export function promoCode({ query }) {
	const city = String(query.city ?? '').trim();
	if (city === '') return errorAnswer(400, 'Say which town: /promocode?city=Kyiv');
	return jsonAnswer(200, { city, ...codeFor(city) });
}

/** @param {string} city */
export function codeFor(city) {
	const discount = DISCOUNTS.get(city.toLowerCase()) ?? DEFAULT_DISCOUNT;
	return { promocode: `${city.toUpperCase().replace(/\s+/g, '-')}-${discount}`, discount };
}
