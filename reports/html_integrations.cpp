#include "reports/html_data.h"
#include "reports/integrations_words.h"
#include "reports/wording.h"

namespace tieout::reports {
namespace {

using rules::IntegrationResult;
using rules::IntegrationState;

Data integration(const IntegrationResult& result) {
    Data data;
    data.set("integration_title", line(result.title));
    data.set("integration_name", line(result.name));
    data.set("integration_kind", line(result.kind));
    data.set("integration_owner", line(result.owner.empty() ? "nobody yet" : result.owner));
    data.set("integration_source", short_line(result.source));
    data.set("integration_target", short_line(result.target));
    set_text(data, "integration_probe", result.probe);
    data.set("integration_state", Data(rules::name(result.state)));
    data.set("integration_class", Data(integration_style(result)));
    data.set("integration_words", short_line(integration_words(result)));
    return data;
}

void add_integrations_list(Data& lists, const rules::IntegrationsCheck& check, const char* title,
                           IntegrationState state) {
    Data list(Data::type::list);
    bool open = false;  // somebody has something to do
    for (const IntegrationResult& result : check.results) {
        if (result.state != state) continue;
        list << integration(result);
        open = open || !result.is_covered();
    }
    if (list.is_empty_list()) return;
    Data data;
    data.set("integrations_list_title", Data(title));
    data.set("integrations_list_count", Data(grouped(list.list_value().size())));
    data.set("integrations_open", Data(open));
    data["integration_lines"] = std::move(list);
    lists << data;
}

}  // namespace

void add_integrations(Data& data, const Page& page) {
    data.set("has_integrations", Data(has_integrations(page.record)));
    data.set("integrations_words", line(integrations_headline(page.record)));
    Data lists(Data::type::list);
    if (page.record.integrations) {
        const rules::IntegrationsCheck& check = *page.record.integrations;
        add_integrations_list(lists, check, "Failing", IntegrationState::fails);
        add_integrations_list(lists, check, "Not asked", IntegrationState::not_asked);
        add_integrations_list(lists, check, "No probe", IntegrationState::no_probe);
        add_integrations_list(lists, check, "Working", IntegrationState::works);
    }
    data["integration_lists"] = std::move(lists);
}

}  // namespace tieout::reports
