// The sentences and figures of the integrations that all reports share.
#pragma once

#include <string>

#include "reports/paint.h"
#include "rules/record.h"

namespace tieout::reports {

// Of a cycle, whether anybody has looked or not; of other records only where they know.
bool has_integrations(const rules::CycleRecord& record);
// "Checked at 2026-01-02T03:04:05Z: 3 work, 1 fails, 2 have no probe", or that nobody has looked.
std::string integrations_headline(const rules::CycleRecord& record);
std::string integration_counts(const rules::IntegrationsCheck& check);
// "answered 500, expected 200 (12 ms)".
std::string integration_words(const rules::IntegrationResult& result);
// "good", "warn" or "bad", as the reports' styles call it.
const char* integration_style(const rules::IntegrationResult& result);

// What `tieout check --integrations` prints.
std::string integrations_text(const rules::IntegrationsCheck& check, Colour colour);

}  // namespace tieout::reports
