/** The paces and circuits of a process, one for each origin and credential. What is idle is forgotten. */
import { Admission } from './admission';
import { Circuit } from './circuit';
import { Forgetful } from './forgetful';
import { Pace } from './pace';
import { OwnSlots, type Slots } from './slots';
import type { Clock, RunPace } from './types';

export class Paces {
	private readonly paces: Forgetful<Pace>;
	private readonly circuits: Forgetful<Circuit>;

	/** @param slotsFor gives the turns of those who have a rate; by default those of this process alone */
	constructor(
		readonly clock: Clock,
		private readonly slotsFor: (key: string) => Slots = () => new OwnSlots(),
	) {
		this.paces = new Forgetful(clock.now);
		this.circuits = new Forgetful(clock.now);
	}

	/** How many origins and credentials it remembers. For tests. */
	get size(): number {
		return this.paces.size;
	}

	/** What a run needs to send at the pace that all runs share. */
	openRun(policy: RunPace): Admission {
		return new Admission(this, policy);
	}

	/** @param key of an origin and a credential */
	paceOf(key: string): Pace {
		return this.paces.get(key, () => new Pace(this.clock, this.slotsFor(key)));
	}

	/** @param key of an origin and the way to it */
	circuitOf(key: string, host: string): Circuit {
		return this.circuits.get(key, () => new Circuit(host, this.clock.now()));
	}
}
