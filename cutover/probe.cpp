#include "cutover/probe.h"

#include <algorithm>
#include <chrono>
#include <exception>
#include <functional>
#include <thread>

#include "base/quantity.h"
#include "cutover/question.h"

namespace tieout::cutover {
namespace {

using rules::Integration;
using rules::IntegrationState;
using Clock = std::chrono::steady_clock;

Question question_of(const rules::Probe& probe, const ProbeOptions& options) {
    Question question;
    question.folder = probe.folder;
    question.within = probe.within;
    question.until = Clock::now() + probe.within;
    question.source = options.source;
    question.target = options.target;
    question.pack = options.pack;
    question.stop = options.stop;
    return question;
}

Probed begun(const Integration& integration) {
    Probed probed;
    probed.result.name = integration.name;
    probed.result.title = integration.title;
    probed.result.kind = integration.kind;
    probed.result.owner = integration.owner;
    probed.result.source = integration.source;
    probed.result.target = integration.target;
    probed.result.accepted = integration.no_probe;
    if (integration.probe) probed.result.probe = rules::words_of(*integration.probe);
    return probed;
}

void put(const rules::Probe& probe, const ProbeOptions& options, Probed& probed) {
    Question question = question_of(probe, options);
    const auto begin = Clock::now();
    try {
        if (question.stopped()) throw Error(Fault::interrupted, "interrupted before it was asked");
        const Answer answer =
            std::visit([&question](const auto& kind) { return ask(kind, question); }, probe.ask);
        probed.result.state = answer.works ? IntegrationState::works : IntegrationState::fails;
        probed.result.sentence = answer.sentence;
    } catch (const Error& error) {
        probed.result.state = IntegrationState::not_asked;
        probed.result.sentence = error.what();
        probed.fault = error.fault();
    }
    probed.result.sentence = question.secrets.hidden(probed.result.sentence);
    const auto took = std::chrono::duration_cast<std::chrono::milliseconds>(Clock::now() - begin);
    probed.result.milliseconds = static_cast<std::uint64_t>(took.count());
}

Probed look_at(const Integration& integration, const ProbeOptions& options) {
    Probed probed = begun(integration);
    if (integration.probe)
        put(*integration.probe, options, probed);
    else
        probed.result.sentence =
            integration.no_probe.empty() ? "nobody has said how to see it" : integration.no_probe;
    return probed;
}

}  // namespace

Answer Question::too_late() const {
    return {false, "did not answer within " + text(within)};
}

std::string in_backticks(const std::string& text) {
    constexpr std::size_t enough = 80;
    if (text.size() <= enough) return "`" + text + "`";
    // Not within a letter of several bytes.
    std::size_t end = enough;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
        --end;
    return "`" + text.substr(0, end) + "…`";
}

std::vector<Probed> run_probes(const std::vector<Integration>& integrations,
                               const ProbeOptions& options) {
    std::vector<Probed> answers(integrations.size());
    std::atomic<std::size_t> next{0};
    std::vector<std::exception_ptr> broke(std::clamp<std::size_t>(options.at_once, 1, 16));
    const auto work = [&](std::exception_ptr& fault) {
        try {
            for (std::size_t at = next++; at < integrations.size(); at = next++)
                answers[at] = look_at(integrations[at], options);
        } catch (...) {
            fault = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> threads;
        for (std::exception_ptr& fault : broke)
            threads.emplace_back(work, std::ref(fault));
    }
    for (const std::exception_ptr& fault : broke)
        if (fault) std::rethrow_exception(fault);
    return answers;
}

}  // namespace tieout::cutover
