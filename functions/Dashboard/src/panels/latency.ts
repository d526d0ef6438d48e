import type { IconName } from '../ui/Icon';

export interface Grade {
  word: string;
  tone: 'good' | 'moderate' | 'poor' | 'none';
  icon: IconName;
}

const good: Grade = { word: 'Good', tone: 'good', icon: 'check' };
const moderate: Grade = { word: 'Moderate', tone: 'moderate', icon: 'dash' };
const poor: Grade = { word: 'Poor', tone: 'poor', icon: 'alert' };
const none: Grade = { word: 'No data', tone: 'none', icon: 'dash' };

/** In milliseconds. */
export const moderateFrom = 150;
export const poorAbove = 300;

/** How a latency feels; -1 is none measured. */
export function gradeOf(ms: number): Grade {
  return ms < 0 ? none : ms < moderateFrom ? good : ms <= poorAbove ? moderate : poor;
}
