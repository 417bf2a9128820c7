import { beforeEach, describe, expect, it } from 'vitest';
import { TOUR_PLACES, TourState } from '../../../src/lib/state/tour-state.svelte.ts';
import { fakeRouter, fakeSettings } from './fake-app.ts';

let settings: ReturnType<typeof fakeSettings>;
let router: ReturnType<typeof fakeRouter>;
let tour: TourState;
beforeEach(() => {
	settings = fakeSettings();
	router = fakeRouter();
	tour = new TourState(settings, router);
});

describe('the tour', () => {
	it('has four steps at most', () => {
		expect(TOUR_PLACES.length).toBeLessThanOrEqual(4);
	});

	it('is offered once', () => {
		tour.offer();
		expect(tour.isOpen).toBe(true);
		tour.end();
		tour.offer();
		expect(tour.isOpen).toBe(false);
		expect(new TourState(settings, router).isOpen).toBe(false);
		tour.start();
		expect(tour.isOpen).toBe(true);
	});

	it('goes from place to place and ends', () => {
		tour.offer();
		expect(router.place).toBe('project');
		const places = TOUR_PLACES.map(() => {
			tour.goOn();
			return router.place;
		});
		expect(places).toEqual(['compare', 'choose', 'curate', 'export']);
		expect(tour.isOpen).toBe(true);
		tour.goOn();
		expect(tour.isOpen).toBe(false);
	});

	it('is at the step of a place that one went to by other ways, and waits elsewhere', () => {
		tour.start();
		router.go('curate');
		tour.arrive();
		router.go('sql');
		tour.arrive();
		expect([tour.at, tour.next]).toEqual([2, 'curate']);
		tour.goOn();
		expect(tour.place).toBe('curate');
		tour.goOn();
		tour.arrive();
		router.go('sql');
		expect(tour.place).toBe('export');
		expect(tour.next).toBe('export');
	});

	it('can be skipped at every step', () => {
		for (const place of TOUR_PLACES) {
			tour.start();
			router.go(place);
			tour.end();
			expect(tour.isOpen).toBe(false);
		}
	});
});
