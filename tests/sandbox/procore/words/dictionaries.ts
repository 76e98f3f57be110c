/** Procore's point-of-view dictionaries: a company's own terms. Source: v2.support.procore.com, point-of-view dictionaries (US English only). */
export const DICTIONARIES = ['gc', 'owner', 'specialty'] as const;
export type Dictionary = (typeof DICTIONARIES)[number];

type Terms = Record<string, string>;

/** English terms that differ from the general contractor's, which is the default. */
export const dictionaryTerms: Record<Dictionary, Terms> = {
  gc: {},
  owner: {
    primeContracts: 'Funding',
    primeContract: 'Funding',
    primeContractChangeOrder: 'Funding Change Order',
    subcontract: 'Contract',
    vendor: 'Contractor',
    subcontractorInvoice: 'Contractor Invoice',
    subcontractors: 'Contractor',
    ssov: 'CSOV',
  },
  specialty: {
    primeContracts: 'Client Contracts',
    primeContract: 'Client Contract',
    primeContractChangeOrder: 'Client Contract Change Order',
    ownerClient: 'GC/Client',
    invoicing: 'Progress Billings',
  },
};

/** British terms. Source: en-gb.support.procore.com. */
export const britishTerms: Terms = {
  changeOrders: 'Variations',
  changeOrder: 'Variation',
  commitmentChangeOrder: 'Commitment Variation',
  primeContracts: 'Main Contracts',
  primeContract: 'Main Contract',
  primeContractChangeOrder: 'Main Contract Variation',
  potentialChangeOrder: 'Potential Variation',
  changeOrderRequest: 'Variation Request',
  ownerInvoice: 'Payment Application',
};
