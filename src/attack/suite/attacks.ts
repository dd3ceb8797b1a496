import type { Attack } from '../attack.ts';
import { a01 } from './a01-small-counts.ts';
import { a02 } from './a02-repeat.ts';
import { a03 } from './a03-margins.ts';
import { a04 } from './a04-leave-one-out.ts';
import { a05 } from './a05-differencing.ts';
import { a06 } from './a06-padded.ts';
import { a07 } from './a07-partitions.ts';
import { a08 } from './a08-padded-averaging.ts';
import { a09 } from './a09-threshold.ts';
import { a10 } from './a10-edits.ts';
import { a11 } from './a11-messages.ts';
import { a12 } from './a12-isolators.ts';
import { a13 } from './a13-spike.ts';
import { a14 } from './a14-leave-out-dummy.ts';
import { a15 } from './a15-twin-dummies.ts';
import { a16 } from './a16-saturated.ts';
import { a17 } from './a17-rare-level.ts';
import { a18 } from './a18-solve-for-n.ts';
import { a19 } from './a19-far-sets.ts';
import { a20 } from './a20-far-models.ts';
import { a21 } from './a21-rational.ts';
import { a22 } from './a22-extremes.ts';
import { a23 } from './a23-quantile.ts';
import { a24 } from './a24-bisection.ts';
import { a25 } from './a25-tiny-groups.ts';
import { a26 } from './a26-stored-aggregates.ts';
import { a27 } from './a27-stored-counts.ts';
import { a28 } from './a28-predictions.ts';
import { a29 } from './a29-sampling.ts';
import { a30 } from './a30-merge.ts';
import { a31 } from './a31-labels.ts';
import { a32 } from './a32-strings.ts';
import { a33 } from './a33-label-functions.ts';
import { a34 } from './a34-conversion.ts';
import { a35 } from './a35-bindings.ts';
import { a36 } from './a36-flows.ts';
import { a37 } from './a37-tiny-bins.ts';
import { a38 } from './a38-survival.ts';
import { a39 } from './a39-statistics.ts';
import { a40 } from './a40-winsorisation.ts';
import { a41 } from './a41-levels.ts';
import { a42 } from './a42-order.ts';
import { a43 } from './a43-dominance.ts';
import { a44 } from './a44-panel.ts';
import { a45 } from './a45-unit-types.ts';
import { a46 } from './a46-affine.ts';
import { a47 } from './a47-sizes.ts';
import { a48 } from './a48-interface.ts';
import { a49 } from './a49-flooding.ts';
import { a50 } from './a50-tampering.ts';
import { a51 } from './a51-injection.ts';
import { a52 } from './a52-group.ts';
import { a53 } from './a53-induced-missing.ts';
import { a54 } from './a54-known-means.ts';
import { b01 } from './b01-nine-friends.ts';
import { b03 } from './b03-rim.ts';
import { b05 } from './b05-informed-bisection.ts';
import { b06 } from './b06-pictures.ts';
import { b08 } from './b08-number-of-files.ts';
import { b09 } from './b09-stops.ts';
import { b10 } from './b10-timing.ts';
import { b11 } from './b11-one-draw.ts';
import { b12 } from './b12-ties.ts';
import { b13 } from './b13-richest.ts';
import { b14 } from './b14-recoding.ts';
import { b15 } from './b15-left-behind.ts';
import { b16 } from './b16-replaced.ts';
import { b17 } from './b17-sum-by-mean.ts';
import { b18 } from './b18-few-percentiles.ts';
import { b19 } from './b19-moving-cap.ts';
import { b20 } from './b20-near-nodes.ts';

/** All attacks, in the order of their numbers: those of the specification, and then our own. */
export const attacks: readonly Attack[] = [
  ...a01,
  ...a02,
  ...a03,
  ...a04,
  ...a05,
  ...a06,
  ...a07,
  ...a08,
  ...a09,
  ...a10,
  ...a11,
  ...a12,
  ...a13,
  ...a14,
  ...a15,
  ...a16,
  ...a17,
  ...a18,
  ...a19,
  ...a20,
  ...a21,
  ...a22,
  ...a23,
  ...a24,
  ...a25,
  ...a26,
  ...a27,
  ...a28,
  ...a29,
  ...a30,
  ...a31,
  ...a32,
  ...a33,
  ...a34,
  ...a35,
  ...a36,
  ...a37,
  ...a38,
  ...a39,
  ...a40,
  ...a41,
  ...a42,
  ...a43,
  ...a44,
  ...a45,
  ...a46,
  ...a47,
  ...a48,
  ...a49,
  ...a50,
  ...a51,
  ...a52,
  ...a53,
  ...a54,
  ...b01,
  ...b03,
  ...b05,
  ...b06,
  ...b08,
  ...b09,
  ...b10,
  ...b11,
  ...b12,
  ...b13,
  ...b14,
  ...b15,
  ...b16,
  ...b17,
  ...b18,
  ...b19,
  ...b20,
];

/** The attack with this id. */
export function findAttack(id: string): Attack | undefined {
  return attacks.find((attack) => attack.id === id);
}
