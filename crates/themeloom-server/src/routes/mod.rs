//! All addresses, one file for each area. A handler reads the request, calls one use case, and says
//! what came of it.

mod events;
mod extract;
mod library;

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
        .routes(routes!(library::create))
        .routes(routes!(library::sample))
        .routes(routes!(library::open))
        .routes(routes!(library::lock))
        .routes(routes!(library::backup))
        .routes(routes!(events::follow))
}

/// What takes files.
fn large_bodies() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(library::restore))
}
