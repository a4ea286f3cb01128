#include <algorithm>

#include "migrate/plan_reader.h"

namespace tieout::migrate {

using rules::Yaml;

HtmlTable::Words PlanReader::html_words(const Yaml& yaml) const {
    HtmlTable::Words result;
    for (const auto& [name, words] : yaml.entries())
        result.emplace_back(name, texts(words));
    return result;
}

HtmlTable::Line PlanReader::html_line(const std::string& role, const Yaml& yaml) const {
    yaml.only({"negative", "only_where_null", "constants"});
    HtmlTable::Line line;
    line.role = role;
    if (const auto negative = yaml.find("negative")) line.negative = negative->boolean();
    if (const auto columns = yaml.find("only_where_null")) line.only_where_null = texts(*columns);
    if (const auto words = yaml.find("constants")) line.constants = constants(*words);
    return line;
}

HtmlTable PlanReader::html_table(const Yaml& yaml) const {
    yaml.only(
        {"column", "text", "amount", "prices", "whole", "currency", "end", "languages", "lines"});
    HtmlTable result;
    result.where = yaml.where();
    result.column = yaml.need("column").text();
    result.text = yaml.need("text").text();
    result.amount = yaml.need("amount").text();
    if (const auto names = yaml.find("prices")) result.prices = texts(*names);
    if (const auto names = yaml.find("whole")) result.whole = texts(*names);
    if (const auto words = yaml.find("currency")) result.currency = texts(*words);
    if (const auto role = yaml.find("end")) result.end = role->text();
    for (const auto& [name, words] : yaml.need("languages").entries()) {
        words.only({"header", "rows"});
        HtmlTable::Language language;
        language.header = html_words(words.need("header"));
        if (const auto rows = words.find("rows")) language.rows = html_words(*rows);
        for (const std::string& needed : {result.text, result.amount}) {
            const auto& header = language.header;
            if (std::none_of(header.begin(), header.end(),
                             [&](const auto& entry) { return entry.first == needed; }))
                words.need("header").fail("expected the words of `" + needed + "` too");
        }
        result.languages.push_back(std::move(language));
    }
    for (const auto& [role, line] : yaml.need("lines").entries())
        result.lines.push_back(html_line(role, line));
    return result;
}

}  // namespace tieout::migrate
