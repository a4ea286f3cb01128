#include "verify/forecast/source/source.h"

#include "verify/forecast/source/read.h"

namespace tieout::verify::forecast::source {

Answer ask_source(db::Session& session, const SidePlan& plan, const Terms& terms) {
    Answer answer;
    answer.books = read_books(session, plan);
    answer.evidence = evidence(answer.books, terms);
    answer.doubts = doubts(answer.evidence, terms);
    return answer;
}

}  // namespace tieout::verify::forecast::source
