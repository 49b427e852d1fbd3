/** Every province of the 63 by four agencies, every figure of one of them, and the catalogue, which the gateways compute. */
export const COMBINED_QUERY = /* GraphQL */ `
  query Combined {
    administrativeUnits(level: PROVINCE, on: "2023-12-31", first: 63) {
      totalCount
      nodes {
        code
        name
        populationAndChildren {
          population(period: "2023") {
            ...Figure
          }
        }
        labourAndEmployment {
          unemploymentRate(period: "2023") {
            ...Figure
          }
        }
        povertyReduction {
          povertyRateMultidimensional(period: "2023") {
            ...Figure
          }
        }
        healthCoverage {
          healthInsuranceCoverage(period: "2023") {
            ...Figure
          }
        }
      }
    }
    langSon: administrativeUnit(code: "20-20211101") {
      populationAndChildren {
        observations {
          ...Figure
        }
      }
      labourAndEmployment {
        observations {
          ...Figure
        }
      }
      povertyReduction {
        observations {
          ...Figure
        }
      }
      healthCoverage {
        observations {
          ...Figure
        }
      }
    }
    agencies {
      code
      indicators {
        code
      }
    }
  }

  fragment Figure on Observation {
    id
    indicator
    refArea
    value
    valueLow
    valueHigh
    decimals
    qualifier
    unitMeasure
    unitMultiplier
    timePeriod
    obsStatus
    reason
    dimensions {
      dimension
      code
    }
    citation {
      publisher
      title
      locator
    }
  }
`;
