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

/** How a latency feels: below 150 ms good, to 300 ms moderate, above poor; -1 is none measured. */
export function gradeOf(ms: number): Grade {
  return ms < 0 ? none : ms < 150 ? good : ms <= 300 ? moderate : poor;
}
