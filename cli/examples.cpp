#include "cli/examples.h"

#include <map>

namespace tieout::cli {

const std::vector<Example>& examples_of(const std::string& command) {
    static const std::vector<Example> none;
    static const std::map<std::string, std::vector<Example>> all{
        {"demo", {{"tieout demo", "three cycles on embedded databases, from red to green"}}},
        {"check",
         {{"tieout check SOURCE TARGET --pack modernbill --zone America/New_York",
           "before anything runs"}}},
        {"preflight",
         {{"tieout preflight SOURCE TARGET --pack modernbill --zone America/New_York",
           "which rows of v4 will v5 refuse?"}}},
        {"migrate",
         {{"tieout migrate SOURCE TARGET --pack modernbill --zone America/New_York",
           "v4 to v5, as a whole or not at all"},
          {"tieout migrate SOURCE TARGET --pack modernbill --zone America/New_York --delta",
           "only what has changed since the last time"}}},
        {"verify",
         {{"tieout verify SOURCE TARGET --pack modernbill --zone America/New_York",
           "rows, totals, constraints, rules, forecast"},
          {"tieout verify SOURCE TARGET --pack modernbill --zone America/New_York --tie invoice "
           "--rows-only",
           "invoices alone, while one mends them"}}},
        {"forecast",
         {{"tieout forecast SOURCE TARGET --pack modernbill --zone America/New_York",
           "what both sides will bill in the next twelve months"}}},
        {"cycle",
         {{"tieout cycle SOURCE TARGET --pack modernbill --zone America/New_York --create",
           "a rehearsal into an empty v5"},
          {"tieout cycle SOURCE TARGET --pack modernbill --zone America/New_York --delta",
           "the last one: what has changed is written, all of it is proved"}}},
        {"gate",
         {{"tieout gate", "the last cycle, clause by clause"},
          {"tieout gate --junit gate.xml", "the same, for CI too"}}},
        {"report", {{"tieout report --into folder", "the last cycle's reports once more"}}},
        {"history", {{"tieout history", "every cycle, with the trend"}}},
        {"diff", {{"tieout diff 1 2", "what the second says otherwise than the first"}}},
        {"explain", {{"tieout explain a8e9b12c52c0", "a finding, by the id that reports print"}}},
        {"waive",
         {{"tieout waive a8e9b12c52c0 --who Ada --why agreed --until 2099-12-31",
           "a finding that stays as it is"}}},
        {"cutover run",
         {{"tieout cutover run SOURCE TARGET --pack modernbill --zone America/New_York --dry-run",
           "each step of runbook.yaml, and what stands in its way"},
          {"tieout cutover run SOURCE TARGET --pack modernbill --zone America/New_York --confirm "
           "switch",
           "the night; without --confirm somebody types the word"}}},
        {"cutover status",
         {{"tieout cutover status SOURCE TARGET --pack modernbill --zone America/New_York",
           "how far it is, and whether v4 still is as it was"}}},
        {"cutover rollback",
         {{"tieout cutover rollback SOURCE TARGET --pack modernbill --zone America/New_York "
           "--confirm rollback",
           "customers back to v4; what v5 received is written down"}}},
        {"cutover plan",
         {{"tieout cutover plan SOURCE TARGET --pack modernbill --zone America/New_York",
           "when, how long, what is in the way, whom to tell"}}},
        {"archive",
         {{"tieout archive SOURCE --target TARGET --into archive --pack modernbill --zone "
           "America/New_York",
           "v4 as one folder, with what moved and where to"},
          {"tieout archive verify archive SOURCE --pack modernbill --zone America/New_York",
           "is it whole, and equal to v4?"}}},
        {"sample",
         {{"tieout sample --clients 300 --defects typical --into SOURCE",
           "a v4 to rehearse with, its problems listed in manifest.json"}}},
        {"help",
         {{"tieout help verify", "what verify can do"},
          {"tieout help --man", "the man page: `tieout help --man | man -l -` shows it"},
          {"tieout help --completion", "for bash: `. <(tieout help --completion)`"}}},
    };
    const auto found = all.find(command);
    return found == all.end() ? none : found->second;
}

}  // namespace tieout::cli
