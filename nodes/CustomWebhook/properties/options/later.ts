/** What to do about failures that outlast a run. */
import { group } from './group';

export const later = group(
	'Retry Later',
	'later',
	'When to retry an item that failed for now. The failed item carries the time, and an outbox workflow sends it then.',
	[
		{
			displayName: 'Schedule',
			name: 'retrySchedule',
			type: 'string',
			default: '',
			placeholder: 'e.g. 5m, 30m, 2h, 5h, 10h, 24h',
			description:
				'The wait before each further try, separated by commas: s, m, h and d are seconds, minutes, hours and days. After the last one the item is given up.',
		},
	],
);
