//! `textDocument/hover`: explains the command or finding under the cursor.

use tower_lsp_server::jsonrpc::Result;
use tower_lsp_server::ls_types::{Hover, HoverContents, HoverParams, MarkupContent, MarkupKind};

use crate::session::Snapshot;
use crate::{pages, proto};

pub(crate) fn hover(snapshot: &Snapshot, params: HoverParams) -> Result<Option<Hover>> {
    let at = params.text_document_position_params;
    let Some(open) = snapshot.document(&at.text_document.uri).filter(|it| it.is_read()) else { return Ok(None) };
    let mapper = snapshot.mapper(open);
    let offset = mapper.offset(at.position);

    let pages = pages::of_this_machine().asking(pages::PATIENCE);
    let Some(hover) = caro_core::hover::hover(&open.view(&pages), offset) else { return Ok(None) };

    let content = if snapshot.client.shows_markdown {
        MarkupContent { kind: MarkupKind::Markdown, value: hover.text }
    } else {
        MarkupContent { kind: MarkupKind::PlainText, value: proto::plain(&hover.text) }
    };
    Ok(Some(Hover { contents: HoverContents::Markup(content), range: Some(mapper.range(hover.span)) }))
}
