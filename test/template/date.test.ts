import { DateTime, IANAZone } from 'luxon';
import { formatDate } from '../../nodes/CustomWebhook/template/date';

const ISO = "yyyy-MM-dd'T'HH:mm:ssZZ";

describe('dates', () => {
	it.each([
		['ISO text with an offset keeps it', '2026-01-31T10:00:00+02:00', '', '2026-01-31T10:00:00+02:00'],
		['ISO text without one is UTC', '2026-01-31T10:00:00', '', '2026-01-31T10:00:00+00:00'],
		[
			'and is in the zone that is asked for',
			'2026-01-31',
			'America/New_York',
			'2026-01-31T00:00:00-05:00',
		],
		[
			'an offset is turned into the zone',
			'2026-01-31T10:00:00Z',
			'Europe/Berlin',
			'2026-01-31T11:00:00+01:00',
		],
		['a basic ISO date is no number', '20260131', '', '2026-01-31T00:00:00+00:00'],
		['milliseconds', 1769853600000, '', '2026-01-31T10:00:00+00:00'],
		['milliseconds as text', '1769853600000', '', '2026-01-31T10:00:00+00:00'],
		['a Date', new Date('2026-01-31T10:00:00Z'), '', '2026-01-31T10:00:00+00:00'],
		[
			'a Luxon DateTime',
			DateTime.fromISO('2026-01-31T10:00:00+03:00', { setZone: true }),
			'',
			'2026-01-31T10:00:00+03:00',
		],
		['SQL text', '2026-01-31 10:00:00', '', '2026-01-31T10:00:00+00:00'],
		['an HTTP date', 'Sat, 31 Jan 2026 10:00:00 GMT', '', '2026-01-31T10:00:00+00:00'],
	])('%s', (_rule, value, zone, expected) => {
		expect(formatDate(value, ISO, zone)).toBe(expected);
	});

	it('names of months are English, wherever n8n runs', () => {
		expect(formatDate('2026-03-01', 'd MMMM yyyy, cccc', '')).toBe('1 March 2026, Sunday');
	});

	it('nothing gives nothing', () => {
		expect([undefined, null, ''].map((value) => formatDate(value, '', ''))).toEqual([
			undefined,
			undefined,
			undefined,
		]);
	});

	it.each(['soon', '2026-13-01', {}, [], true])('%p is no date', (value) => {
		expect(() => formatDate(value, '', '')).toThrow('is not a date');
	});

	it('a long text is shown in part, and its end says so: what is left of a secret is looked for there', () => {
		expect(() => formatDate('x'.repeat(41), '', '')).toThrow(`is not a date: "${'x'.repeat(40)}…"`);
		expect(() => formatDate('x'.repeat(40), '', '')).toThrow(`is not a date: "${'x'.repeat(40)}"`);
	});

	it('an unknown zone is named', () => {
		expect(() => formatDate('2026-01-01', '', 'Mars')).toThrow('unknown time zone: "Mars"');
	});
});

describe('Time zones', () => {
	const create = jest.spyOn(IANAZone, 'create');
	beforeEach(() => create.mockClear());
	const zonesGivenToLuxon = () => create.mock.calls.map(([name]) => name);

	it('Luxon, which remembers each for ever, never sees an unknown one', () => {
		const unknown = (name: string) => `Nowhere/${name}`;
		for (let index = 0; index < 20; index++) {
			expect(() => formatDate('2026-01-01', '', unknown(`Z${index}`))).toThrow('unknown time zone');
			expect(() => formatDate(`2026-01-01T10:00:00Z[${unknown(`A${index}`)}]`, '', '')).toThrow(
				'unknown time zone',
			);
			expect(() => formatDate(`2026-01-01 10:00:00 ${unknown(`S${index}`)}`, '', '')).toThrow(
				'unknown time zone',
			);
		}
		expect(zonesGivenToLuxon().filter((name) => name.startsWith('Nowhere'))).toEqual([]);
	});

	it('one zone is one, however its case is written', () => {
		for (const zone of ['europe/berlin', 'EUROPE/BERLIN', 'eUrope/bErlin', 'Europe/Berlin'])
			expect(formatDate('2026-01-31T10:00:00Z', ISO, zone)).toBe('2026-01-31T11:00:00+01:00');
		expect(new Set(zonesGivenToLuxon()).size).toBeLessThanOrEqual(1);
	});

	it('a zone in the value is kept, and an offset as Luxon writes it works', () => {
		expect(formatDate('2026-01-31T10:00:00[Europe/Paris]', ISO, '')).toBe('2026-01-31T10:00:00+01:00');
		expect(formatDate('2026-01-31 10:00:00 Europe/Paris', ISO, '')).toBe('2026-01-31T10:00:00+01:00');
		expect(formatDate('2026-01-31T10:00:00Z', ISO, 'UTC+5:30')).toBe('2026-01-31T15:30:00+05:30');
		expect(formatDate('2026-01-31T10:00:00Z', ISO, 'utc')).toBe('2026-01-31T10:00:00+00:00');
	});

	it('an offset that is nowhere on earth is unknown', () => {
		for (const zone of ['UTC+99', 'utc-15', 'UTC+14:30'])
			expect(() => formatDate('2026-01-31T10:00:00Z', ISO, zone)).toThrow('unknown time zone');
		expect(formatDate('2026-01-31T10:00:00Z', ISO, 'UTC+14')).toBe('2026-02-01T00:00:00+14:00');
	});

	it('a long one is shown in part', () => {
		expect(() => formatDate('2026-01-01', '', 'Z'.repeat(500_000))).toThrow(`"${'Z'.repeat(40)}…"`);
	});
});
