//! All addresses, one file for each area. A handler reads the request, calls one use case, and says
//! what came of it.

mod begin;
mod codes;
mod codings;
mod consent;
mod events;
mod exports;
mod extract;
mod findings;
mod history;
mod library;
mod matrix;
mod notes;
mod people;
mod recordings;
mod retrieve;
mod sources;
mod study;
mod uploads;
mod worksheet;

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::middleware::from_fn_with_state;
use axum::routing::get;
use tower_http::compression::CompressionLayer;
use utoipa_axum::router::OpenApiRouter;
use utoipa_axum::routes;

use crate::failure::Failure;
use crate::state::Shared;
use crate::{api, assets, bodies, guard, login};

/// Everything that the server answers.
pub fn router(shared: &Shared) -> Router {
    let (small, _) = small_bodies().split_for_parts();
    let (large, _) = large_bodies().split_for_parts();
    let small = small.layer(from_fn_with_state(shared.clone(), bodies::small));
    let api = small
        .merge(large)
        .fallback(async || Failure::no_page())
        .method_not_allowed_fallback(async || Failure::no_page())
        .layer(DefaultBodyLimit::disable())
        .layer(from_fn_with_state(shared.clone(), guard::with_session));
    Router::new()
        .route("/", get(login::first_page))
        .nest("/api", api)
        .fallback(get(assets::file))
        .layer(CompressionLayer::new())
        .layer(from_fn_with_state(shared.clone(), guard::at_the_door))
        .with_state(shared.clone())
}

/// The same, described.
pub fn described() -> utoipa::openapi::OpenApi {
    let all = small_bodies().merge(large_bodies());
    OpenApiRouter::with_openapi(api::document()).nest("/api", all).split_for_parts().1
}

/// What takes JSON, or nothing.
fn small_bodies() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(login::new_link))
        .routes(routes!(library::list))
        .routes(routes!(library::templates))
        .routes(routes!(begin::begin))
        .routes(routes!(library::sample))
        .routes(routes!(library::open))
        .routes(routes!(library::lock))
        .routes(routes!(library::backup))
        .routes(routes!(events::follow))
        .merge(people_routes())
        .merge(study_routes())
        .merge(analysis_routes())
}

/// Who was spoken with.
fn people_routes() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(people::add_person))
        .routes(routes!(people::edit_person))
        .routes(routes!(people::add_place))
        .routes(routes!(people::edit_place))
        .routes(routes!(people::edit_account))
        .routes(routes!(consent::statements, consent::answer))
        .routes(routes!(consent::withdraw))
}

/// What is done with a study and its sources.
fn study_routes() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(study::outline))
        .routes(routes!(study::overview))
        .routes(routes!(study::add_coder))
        .routes(routes!(sources::text))
        .routes(routes!(sources::codings, codings::apply))
        .routes(routes!(uploads::again))
        .routes(routes!(uploads::forget))
        .routes(routes!(uploads::import))
        .routes(routes!(uploads::take))
        .routes(routes!(sources::memos))
        .routes(routes!(sources::edit))
        .routes(routes!(sources::corrections))
        .routes(routes!(sources::impression))
        .routes(routes!(recordings::play, recordings::take_away))
        .routes(routes!(codings::edit, codings::take_away))
        .routes(routes!(codings::split))
        .routes(routes!(codings::join))
        .routes(routes!(codes::add))
        .routes(routes!(codes::edit))
        .routes(routes!(codes::place))
        .routes(routes!(codes::merge))
        .routes(routes!(codes::excerpts))
        .routes(routes!(codes::fix))
        .routes(routes!(exports::codebook))
        .routes(routes!(exports::take_codebook))
        .routes(routes!(notes::memos, notes::write))
        .routes(routes!(notes::rewrite, notes::take_away))
        .routes(routes!(notes::put_aside))
        .routes(routes!(notes::comments, notes::add_comment))
        .routes(routes!(notes::resolve))
}

/// What is made of the codings, and how it came about.
fn analysis_routes() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(retrieve::search))
        .routes(routes!(retrieve::code_found))
        .routes(routes!(matrix::matrix))
        .routes(routes!(matrix::cell, matrix::write))
        .routes(routes!(matrix::compare))
        .routes(routes!(matrix::accounts))
        .routes(routes!(worksheet::elements, worksheet::add))
        .routes(routes!(worksheet::edit))
        .routes(routes!(worksheet::rename))
        .routes(routes!(exports::report))
        .routes(routes!(exports::export))
        .routes(routes!(exports::preview))
        .routes(routes!(findings::new_theme))
        .routes(routes!(findings::change_theme))
        .routes(routes!(findings::exemplars))
        .routes(routes!(findings::new_finding))
        .routes(routes!(findings::change_finding))
        .routes(routes!(findings::new_evidence))
        .routes(routes!(findings::change_evidence))
        .routes(routes!(findings::new_recommendation))
        .routes(routes!(findings::change_recommendation))
        .routes(routes!(findings::themes_table))
        .routes(routes!(findings::recommendations_table))
        .routes(routes!(history::undo))
        .routes(routes!(history::redo))
        .routes(routes!(history::undo_batch))
        .routes(routes!(history::page))
        .routes(routes!(history::detail))
        .routes(routes!(history::conflicts))
        .routes(routes!(history::settle))
        .routes(routes!(history::milestones, history::add_milestone))
}

/// What takes files.
fn large_bodies() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(library::restore))
        .routes(routes!(uploads::send))
        .routes(routes!(begin::send_project))
        .routes(routes!(recordings::keep))
}
