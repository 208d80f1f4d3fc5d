import { bilateralUnits } from './bilateral-units';
import { bundledPair } from './bundled-pair';
import { conflictingModifiers } from './conflicting-modifiers';
import { contractorPriced } from './contractor-priced';
import { deletedCode } from './deleted-code';
import { duplicateLine } from './duplicate-line';
import { duplicateModifier } from './duplicate-modifier';
import { excessUnits } from './excess-units';
import { futureServiceDate } from './future-service-date';
import { invalidAssistantModifier } from './invalid-assistant-modifier';
import { invalidBilateralModifier } from './invalid-bilateral-modifier';
import { invalidComponentModifier } from './invalid-component-modifier';
import { invalidCosurgeonModifier } from './invalid-cosurgeon-modifier';
import { invalidDiagnosisPointer } from './invalid-diagnosis-pointer';
import { invalidMultipleModifier } from './invalid-multiple-modifier';
import { invalidPlaceOfService } from './invalid-place-of-service';
import { invalidTeamModifier } from './invalid-team-modifier';
import { invalidUnits } from './invalid-units';
import { malformedCode } from './malformed-code';
import { malformedDiagnosis } from './malformed-diagnosis';
import { missingDescription } from './missing-description';
import { missingDiagnosisPointer } from './missing-diagnosis-pointer';
import { missingEmModifier } from './missing-em-modifier';
import { missingPrimaryCode } from './missing-primary-code';
import { missingTelehealthModifier } from './missing-telehealth-modifier';
import { modifierOrder } from './modifier-order';
import { nonbillableDiagnosis } from './nonbillable-diagnosis';
import { noncoveredStatus } from './noncovered-status';
import { notPaidInSetting } from './not-paid-in-setting';
import { notPaidUnderOpps } from './not-paid-under-opps';
import { notYetEffectiveCode } from './not-yet-effective-code';
import { reversedDates } from './reversed-dates';
import type { Rule } from './rule';
import { serviceDateOutsideClaim } from './service-date-outside-claim';
import { unbalancedClaim } from './unbalanced-claim';
import { unbalancedRemittance } from './unbalanced-remittance';
import { unknownCode } from './unknown-code';
import { unknownDiagnosis } from './unknown-diagnosis';
import { unknownModifier } from './unknown-modifier';
import { wrongCodeKind } from './wrong-code-kind';
import { zeroCharge } from './zero-charge';

/** Every rule, in the order in which they are run and documented: one that asks `deniedBy` behind those that deny. */
export const RULES: readonly Rule[] = [
  malformedCode,
  unknownCode,
  notYetEffectiveCode,
  deletedCode,
  wrongCodeKind,
  futureServiceDate,
  reversedDates,
  serviceDateOutsideClaim,
  invalidDiagnosisPointer,
  missingDiagnosisPointer,
  malformedDiagnosis,
  unknownDiagnosis,
  nonbillableDiagnosis,
  invalidUnits,
  bilateralUnits,
  zeroCharge,
  unbalancedClaim,
  unbalancedRemittance,
  missingDescription,
  invalidPlaceOfService,
  excessUnits,
  bundledPair,
  duplicateLine,
  noncoveredStatus,
  notPaidUnderOpps,
  notPaidInSetting,
  missingPrimaryCode,
  unknownModifier,
  duplicateModifier,
  conflictingModifiers,
  invalidComponentModifier,
  invalidBilateralModifier,
  invalidMultipleModifier,
  invalidAssistantModifier,
  invalidCosurgeonModifier,
  invalidTeamModifier,
  missingEmModifier,
  modifierOrder,
  missingTelehealthModifier,
  contractorPriced,
];
