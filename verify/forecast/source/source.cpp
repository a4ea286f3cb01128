#include "verify/forecast/source/source.h"

#include "verify/forecast/source/project.h"
#include "verify/forecast/source/read.h"

namespace tieout::verify::forecast::source {

Answer ask_source(db::Session& session, const SidePlan& plan, const Terms& terms) {
    const Books books = read_books(session, plan);
    Readings readings = project(books, terms);
    Answer answer{
        std::move(readings.faithful), std::move(readings.intended), evidence(books, terms), {}};
    answer.doubts = doubts(answer.evidence, terms);
    return answer;
}

}  // namespace tieout::verify::forecast::source
