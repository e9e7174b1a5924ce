import { NodeProgram } from 'sigma/rendering'
import type { InstancedProgramDefinition, ProgramDefinition, ProgramInfo } from 'sigma/rendering'
import type { NodeDisplayData, RenderParams } from 'sigma/types'
import { floatColor } from 'sigma/utils'

const VERTEX = /* glsl */ `
attribute vec4 a_id;
attribute vec4 a_color;
attribute vec2 a_position;
attribute float a_size;
attribute float a_shape;
attribute float a_angle;
uniform mat3 u_matrix;
uniform float u_sizeRatio;
uniform float u_correctionRatio;
varying vec4 v_color;
varying vec2 v_diff;
varying float v_radius;
varying float v_shape;

void main() {
  // A triangle that holds the shape with its corners.
  float reach = a_size * u_correctionRatio / u_sizeRatio * 6.0;
  vec2 diff = reach * vec2(cos(a_angle), sin(a_angle));
  gl_Position = vec4((u_matrix * vec3(a_position + diff, 1)).xy, 0, 1);
  v_diff = diff;
  v_radius = reach / 3.0;
  v_shape = a_shape;
  #ifdef PICKING_MODE
  v_color = a_id;
  #else
  v_color = a_color;
  #endif
  v_color.a *= 255.0 / 254.0;
}
`

const FRAGMENT = /* glsl */ `
precision highp float;
varying vec4 v_color;
varying vec2 v_diff;
varying float v_radius;
varying float v_shape;
uniform float u_correctionRatio;
uniform vec4 u_border;

void main(void) {
  vec2 d = abs(v_diff) / v_radius;
  float edge = v_shape < 0.5 ? length(d) - 1.0
    : v_shape < 1.5 ? max(d.x, d.y) - 0.9
    : max(d.y, d.x * 0.866 + d.y * 0.5) - 0.953;
  float outside = edge * v_radius;
  #ifdef PICKING_MODE
  gl_FragColor = outside > 0.0 ? vec4(0.0) : v_color;
  #else
  float pixel = u_correctionRatio * 2.0;
  float fill = 1.0 - smoothstep(-2.0 * pixel, -pixel, outside);
  float whole = 1.0 - smoothstep(-0.5 * pixel, 0.5 * pixel, outside);
  gl_FragColor = mix(vec4(0.0), mix(u_border, v_color, fill), whole);
  #endif
}
`

const UNIFORMS = ['u_matrix', 'u_sizeRatio', 'u_correctionRatio', 'u_border'] as const
type Uniform = (typeof UNIFORMS)[number]

/** Node attributes in addition to sigma's own. */
export interface ShapeData extends NodeDisplayData {
  /** 0: circle, 1: square, 2: hexagon. */
  shape: number
}

/** A node program for three shapes with a thin border in the colour of `border()`. */
export function shapeProgram(border: () => [number, number, number]) {
  return class ShapeProgram extends NodeProgram<Uniform> {
    getDefinition(): ProgramDefinition<Uniform> | InstancedProgramDefinition<Uniform> {
      const { FLOAT, UNSIGNED_BYTE, TRIANGLES } = WebGLRenderingContext
      return {
        VERTICES: 3,
        VERTEX_SHADER_SOURCE: VERTEX,
        FRAGMENT_SHADER_SOURCE: FRAGMENT,
        METHOD: TRIANGLES,
        UNIFORMS,
        ATTRIBUTES: [
          { name: 'a_position', size: 2, type: FLOAT },
          { name: 'a_size', size: 1, type: FLOAT },
          { name: 'a_shape', size: 1, type: FLOAT },
          { name: 'a_color', size: 4, type: UNSIGNED_BYTE, normalized: true },
          { name: 'a_id', size: 4, type: UNSIGNED_BYTE, normalized: true },
        ],
        CONSTANT_ATTRIBUTES: [{ name: 'a_angle', size: 1, type: FLOAT }],
        CONSTANT_DATA: [[0], [(2 * Math.PI) / 3], [(4 * Math.PI) / 3]],
      }
    }

    processVisibleItem(index: number, start: number, data: NodeDisplayData): void {
      const { x, y, size, shape, color } = data as ShapeData
      this.array.set([x, y, size, shape, floatColor(color), index], start)
    }

    setUniforms(params: RenderParams, { gl, uniformLocations }: ProgramInfo<Uniform>): void {
      gl.uniform1f(uniformLocations.u_correctionRatio, params.correctionRatio)
      gl.uniform1f(uniformLocations.u_sizeRatio, params.sizeRatio)
      gl.uniformMatrix3fv(uniformLocations.u_matrix, false, params.matrix)
      gl.uniform4f(uniformLocations.u_border, ...border(), 1)
    }
  }
}
